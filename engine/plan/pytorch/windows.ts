/**
 * Windows in PyTorch's terms. PyTorch pads both ends alike, pooling by no more than half a window, and only pooling can
 * round up; what is beyond that is a padding module of its own before the layer.
 */
import type { PoolKind } from '../../layers/layer'
import { pairOf, type Sliding, sidesOf } from '../../layers/shared/window'
import type { Shape } from '../../shape'
import { span } from '../windows'
import { pyCall, pyPair, pyTuple } from './python'

/** top, left, bottom, right */
type Sides = readonly [number, number, number, number]

/** The padding, and at the end as many more cells as the last window hangs over it where the size is rounded up. */
function wholePadding(layer: Sliding, input: Shape, out: Shape): Sides {
  const [top, left, bottom, right] = sidesOf(layer.pad)
  const over = (i: 0 | 1, n: number, count: number): number => {
    const covered = span({ f: pairOf(layer.size)[i], dilation: pairOf(layer.dilation ?? 1)[i] })
    return Math.max(0, (count - 1) * pairOf(layer.stride)[i] + covered - n)
  }
  return [
    top,
    left,
    bottom + over(0, input.h + top + bottom, out.h),
    right + over(1, input.w + left + right, out.w),
  ]
}

const isAlike = ([top, left, bottom, right]: Sides): boolean => top === bottom && left === right
const isNone = (sides: Sides): boolean => sides.every((side) => side === 0)

/** F.pad's order: left, right, top, bottom. */
function padModule([top, left, bottom, right]: Sides, value: 'zero' | 'least'): readonly string[] {
  const sides = pyTuple([left, right, top, bottom])
  return [value === 'zero' ? `nn.ZeroPad2d(${sides})` : `nn.ConstantPad2d(${sides}, float("-inf"))`]
}

const unless = <T>(value: T, usual: T, written: string): string | undefined =>
  value === usual ? undefined : written

export interface Filtered extends Sliding {
  readonly filters: number
  readonly bias: boolean
}

export function convModules(layer: Filtered, input: Shape, out: Shape): readonly string[] {
  const sides = wholePadding(layer, input, out)
  const own = isAlike(sides)
  const [stride, dilation] = [pairOf(layer.stride), pairOf(layer.dilation ?? 1)]
  const conv = pyCall('nn.Conv2d', [String(input.c), String(layer.filters), pyPair(pairOf(layer.size))], {
    stride: unless(pyPair(stride), '1', pyPair(stride)),
    padding: own && !isNone(sides) ? pyPair([sides[0], sides[1]]) : undefined,
    dilation: unless(pyPair(dilation), '1', pyPair(dilation)),
    groups: unless(layer.groups ?? 1, 1, String(layer.groups)),
    bias: unless(layer.bias, true, 'False'),
  })
  return own ? [conv] : [...padModule(sides, 'zero'), conv]
}

/** null: PyTorch has no average that leaves out padding which differs between the sides or is wider than half a window. */
export function poolModules(
  layer: Sliding & { readonly kind: PoolKind; readonly countPad: boolean },
  input: Shape,
  out: Shape,
): readonly string[] | null {
  const sides = sidesOf(layer.pad)
  const [fh, fw] = pairOf(layer.size)
  const own = isAlike(sides) && sides[0] <= fh / 2 && sides[1] <= fw / 2
  switch (layer.kind) {
    case 'max': {
      if (own) return [ownPool('nn.MaxPool2d', layer, sides)]
      const padded = padModule(wholePadding(layer, input, out), 'least')
      return [...padded, ownPool('nn.MaxPool2d', { ...layer, rounding: 'floor' }, NONE)]
    }
    case 'avg': {
      if (own) return [ownPool('nn.AvgPool2d', layer, sides, layer.countPad || isNone(sides))]
      if (!layer.countPad || layer.rounding === 'ceil') return null
      return [...padModule(sides, 'zero'), ownPool('nn.AvgPool2d', layer, NONE)]
    }
    case 'l2': {
      const whole = wholePadding(layer, input, out)
      const pool = pyCall('nn.LPPool2d', ['2', ...windowOf(layer)])
      return isNone(whole) ? [pool] : [...padModule(whole, 'zero'), pool]
    }
  }
}

const NONE: Sides = [0, 0, 0, 0]

function ownPool(name: string, layer: Sliding, sides: Sides, countPad = true): string {
  return pyCall(name, windowOf(layer), {
    padding: isNone(sides) ? undefined : pyPair([sides[0], sides[1]]),
    ceil_mode: unless(layer.rounding === 'ceil', false, 'True'),
    count_include_pad: unless(countPad, true, 'False'),
  })
}

/** Size and stride; PyTorch's stride is the size where none is given, as here. */
function windowOf(layer: Sliding): readonly string[] {
  const [size, stride] = [pyPair(pairOf(layer.size)), pyPair(pairOf(layer.stride))]
  return size === stride ? [size] : [size, `stride=${stride}`]
}
