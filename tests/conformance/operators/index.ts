/** THE list of operators that are held against the oracles. */
import { drawConv, drawLocal } from './filters'
import { drawAdd, drawConcat, drawFc, drawFlatten } from './joins'
import { drawBatchnorm, drawLrn } from './norms'
import {
  drawDropoutTest,
  drawDropoutTraining,
  drawLeakyRelu,
  drawRelu,
  drawSigmoid,
  drawSoftmax,
  drawTanh,
} from './pointwise'
import { drawGlobalPool, drawPool } from './pooling'
import type { Draw } from './question'

export const operators: readonly (readonly [name: string, draw: Draw])[] = [
  ['conv', drawConv],
  ['local', drawLocal],
  ['pool', drawPool],
  ['globalpool', drawGlobalPool],
  ['fc', drawFc],
  ['relu', drawRelu],
  ['leakyrelu', drawLeakyRelu],
  ['tanh', drawTanh],
  ['sigmoid', drawSigmoid],
  ['softmax', drawSoftmax],
  ['dropout in a test run', drawDropoutTest],
  ['dropout in training', drawDropoutTraining],
  ['lrn', drawLrn],
  ['batchnorm in a test run', drawBatchnorm('test')],
  ['batchnorm in training', drawBatchnorm('train')],
  ['add', drawAdd],
  ['concat', drawConcat],
  ['flatten', drawFlatten],
]
