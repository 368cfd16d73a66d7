/** What each layer is in PyTorch. */
import type { Layer } from '../../layers/index'
import type { PoolKind } from '../../layers/layer'
import { size } from '../../shape'
import type { PlannedNode } from '../plan.types'
import { pyCall, pyNumber, pyPair } from './python'
import { convModules, poolModules } from './windows'

/** How a node is written. */
export type Written =
  /** Modules one after another. `reads`: [n][units] or [n][c][h][w], where it matters. */
  | {
      readonly kind: 'modules'
      readonly modules: readonly string[]
      readonly reads?: Form
      readonly gives?: Form
    }
  /** Of several inputs, in forward. */
  | { readonly kind: 'join'; readonly join: (inputs: readonly string[]) => string }

/** Rank 2 behind a fully connected layer, where PyTorch drops height and width; else rank 4. */
export type Form = 'flat' | 'planes'

const modules = (...list: readonly string[]): Written => ({ kind: 'modules', modules: list })

const planes = (list: readonly string[]): Written => ({
  kind: 'modules',
  modules: list,
  reads: 'planes',
  gives: 'planes',
})

/** A layer that PyTorch lacks: `what` is said when the network is run. */
const missing = (what: string): Written => planes([`NotInPyTorch("${what}")`])

/**
 * A new layer does not compile until it has its line here. Here and not on the layer itself, for what stands there is in the
 * scripts of every page, and few pages write PyTorch. `form`: of what it reads.
 */
export function writeLayer({ layer, inputs, out }: PlannedNode, form: Form): Written {
  const [input] = inputs
  switch (layer.type) {
    case 'conv':
      return planes(convModules(layer, input, out))
    case 'pool': {
      const written = poolModules(layer, input, out)
      return written ? planes(written) : missing('average pooling that leaves such padding out')
    }
    case 'globalpool':
      return planes([globalPoolModule(layer.kind, input.h, input.w)])
    case 'fc':
      return {
        kind: 'modules',
        modules: [
          pyCall('nn.Linear', [pyNumber(size(input)), pyNumber(layer.units)], {
            bias: layer.bias ? undefined : 'False',
          }),
        ],
        reads: 'flat',
        gives: 'flat',
      }
    case 'flatten':
      return {
        kind: 'modules',
        modules: form === 'flat' ? ['nn.Identity()'] : ['nn.Flatten()'],
        gives: 'flat',
      }
    case 'relu':
      return modules('nn.ReLU()')
    case 'leakyrelu':
      return modules(`nn.LeakyReLU(${pyNumber(layer.slope)})`)
    case 'sigmoid':
      return modules('nn.Sigmoid()')
    case 'tanh':
      return modules(tanhModule(layer))
    case 'softmax':
      return modules('nn.Softmax(dim=1)')
    case 'dropout':
      return modules(`nn.Dropout(${pyNumber(layer.rate)})`)
    case 'batchnorm':
      return modules(batchnormModule(layer, input.c, form))
    case 'lrn':
      return planes([lrnModule(layer)])
    case 'add':
      return { kind: 'join', join: (terms) => terms.join(' + ') }
    case 'concat':
      return {
        kind: 'join',
        join: (parts) => `torch.cat((${parts.join(', ')}${parts.length === 1 ? ',' : ''}), dim=1)`,
      }
    case 'local':
      return missing('a locally connected layer')
    case 'subsample':
      return missing('the trainable subsampling of LeNet-5')
    case 'partialconv':
      return missing('the partly connected convolution of LeNet-5')
    case 'rbf':
      return missing('the RBF output of LeNet-5')
    default:
      return layer satisfies never
  }
}

function globalPoolModule(kind: PoolKind, h: number, w: number): string {
  if (kind === 'l2') return `nn.LPPool2d(2, ${pyPair([h, w])})`
  return kind === 'avg' ? 'nn.AdaptiveAvgPool2d(1)' : 'nn.AdaptiveMaxPool2d(1)'
}

type Of<T extends Layer['type']> = Extract<Layer, { readonly type: T }>

function tanhModule({ outer, inner }: Of<'tanh'>): string {
  return outer === 1 && inner === 1 ? 'nn.Tanh()' : `ScaledTanh(${pyNumber(outer)}, ${pyNumber(inner)})`
}

/** PyTorch's momentum is that of the running statistics too: running ← (1 − m)·running + m·batch. */
function batchnormModule({ momentum, epsilon }: Of<'batchnorm'>, channels: number, form: Form): string {
  return pyCall(form === 'flat' ? 'nn.BatchNorm1d' : 'nn.BatchNorm2d', [pyNumber(channels)], {
    eps: epsilon === 1e-5 ? undefined : pyNumber(epsilon),
    momentum: momentum === 0.1 ? undefined : pyNumber(momentum),
  })
}

/** PyTorch divides α by the size of the window, as here. */
function lrnModule({ size: window, alpha, beta, k }: Of<'lrn'>): string {
  return pyCall('nn.LocalResponseNorm', [pyNumber(window)], {
    alpha: alpha === 1e-4 ? undefined : pyNumber(alpha),
    beta: beta === 0.75 ? undefined : pyNumber(beta),
    k: k === 1 ? undefined : pyNumber(k),
  })
}
