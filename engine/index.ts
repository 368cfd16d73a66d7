/**
 * The engine's public surface. Nothing outside imports deeper than this and protocol.ts.
 *
 * The plan half (a spec → shapes, counts, fields, formulas) holds no weights and answers at once; the run half (weights,
 * activations, gradients) lives behind the worker and in Node. No module has an effect on import, so a page that uses the
 * plan half carries nothing of the other.
 */

// Words and shapes

export {
  type Axis,
  type Fix,
  type Measure,
  measure,
  type Rounding,
  type Shape,
  SpecError,
  type SpecErrorCode,
  size,
  slide,
} from './shape'
export type { InputSpec, NetworkSpec, NodeSpec } from './spec'
export { type Numbers, type Precision, type Tensor, zeros } from './tensor'
export type { Language, Text } from './text'

// Layers, by their rules

export { convToFc, fcToConv, type Rewritten } from './layers/alone/fc-conv'
export { type ColumnWindow, col2im, im2col } from './layers/alone/im2col'
export type { Conv, ConvSpec } from './layers/conv'
export type { Fc, FcSpec } from './layers/fc'
export type { GlobalPool, GlobalPoolSpec } from './layers/globalpool'
export { type AnyLayerType, type Layer, type LayerSpec, layers, layerType } from './layers/index'
export type {
  Activation,
  Keep,
  LayerType,
  Mode,
  ParameterSpec,
  Params,
  PatternWord,
  PoolKind,
  Reach,
  Source,
  Trace,
  TraceInput,
  Unit,
  WindowTerm,
} from './layers/layer'
export type { Local, LocalSpec } from './layers/local'
export type { Pool, PoolSpec } from './layers/pool'
export type { Padding, PairOrNumber, Sides } from './layers/shared/fields'
export type { FilterSettings, Filters } from './layers/shared/filters'

// Plan

export { type LayerWay, layerWays } from './measure/ways'
export type { Interval } from './plan/cells-read'
export { chain } from './plan/chain'
export { checkTraining } from './plan/check-training'
export { readPixels, type UnreadPixels, unreadPixels } from './plan/coverage'
export { depth } from './plan/depth'
export type { Expr, Formula, Quantity, Role } from './plan/formula'
export { toPlain, toSpeech, toTeX, type Writing } from './plan/formula-writing'
export { type FullyConvolutional, toFullyConvolutional, withInputSize } from './plan/fully-convolutional'
export {
  DEFAULT_DEVIATION,
  defaultInitialisation,
  type Initialisation,
  initialisations,
  initialisationTypes,
} from './plan/initialisation'
export { type BytesPerNumber, type Ledger, type LedgerOptions, type LedgerRow, ledger } from './plan/ledger'
export { ledgerCsv, ledgerMarkdown } from './plan/ledger-table'
export { limits, MEMORY_LIMIT, type Range, trainingLimits } from './plan/limits'
export type { Advice, AdviceRule } from './plan/lint/advice'
export { lint } from './plan/lint/lint'
export { type LossName, losses, lossNames, lossOfGuessing, specForLoss } from './plan/losses'
export type { TestMemory, TrainingMemory } from './plan/memory'
export { explainBesideFormula } from './plan/misfit'
export { formatBytes, fraction, grouped, inPowersOfTen, isBeyondCounting } from './plan/numerals'
export {
  checkUpdate,
  type Optimiser,
  optimisers,
  type Update,
  type UpdateSetting,
  type UpdateSpec,
  updateRules,
} from './plan/optimisers'
export { outputFormula } from './plan/output-formula'
export type { Repeats } from './plan/pattern/expand'
export { type PatternOptions, parsePattern } from './plan/pattern/parse'
export { printPattern } from './plan/pattern/print'
export { plan } from './plan/plan'
export type { Plan, PlannedNode, ReceptiveField } from './plan/plan.types'
export { pyTorchCode } from './plan/pytorch/code'
export { receptiveField, type UnitField, type UnitOfNode, unitField, whereMade } from './plan/receptive-field'
export { rateAt, type Schedule, schedules, scheduleTypes } from './plan/schedule'
export { scoresNode } from './plan/scores'
export { checkSession, type SessionMemory, type SessionRequest } from './plan/session-memory'
export { titlesOf } from './plan/titles'
export { trace } from './plan/trace'
export { span } from './plan/windows'
export { zoo } from './zoo/index'
export { zooSpecs } from './zoo/specs'
export type { NamedSpec, ZooEntry, ZooSpec } from './zoo/zoo.types'

// Data sets: names and classes, no pictures

export { type DataSet, dataSets } from './data/sets'

// Run

export type { KernelSetName } from './kernels/kernels'
export { type LayerResult, type LayerRun, runLayer } from './layers/alone/run-layer'
export { createNetwork, networkSteps } from './network/network'
export type { Network, NetworkOptions } from './network/network.types'
export type { ParameterBlock, ParameterEntry } from './network/parameters'
export { fromBytes as checkpointFromBytes, toBytes as checkpointToBytes } from './train/checkpoint'
export { hinge, type Loss, softmaxCrossEntropy, squaredError } from './train/losses'
export type { Verdict } from './train/tally'
export { createTrainer } from './train/trainer'
export type {
  Batch,
  Checkpoint,
  ExampleSource,
  SourcePosition,
  StepResult,
  Trainer,
  TrainerOptions,
  TrainerSettings,
} from './train/trainer.types'
export { type TensorsByName, type UpdateRule, updateRule } from './train/update-rules'

// Two units of history, each a few lines

export { type AdalineOptions, type AdalineRun, adaline, trainAdaline } from './models/adaline'
export type { Example, UnitOptions, UnitWeights } from './models/examples'
export { type PerceptronRun, type PerceptronUpdate, perceptron, trainPerceptron } from './models/perceptron'
