export type LossName = 'crossEntropy'
