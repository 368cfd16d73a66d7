import { formula, leaf, memory, times } from '../plan/formula-parts'
import { limits } from '../plan/limits'
import { numeral } from '../plan/numerals'
import { type Shape, size } from '../shape'
import type { LayerType } from './layer'
import { checkFields, readInteger } from './shared/fields'
import { onlyInput, volume } from './shared/inputs'
import { planOnly } from './shared/plan-only'

/** The output of LeNet-5 (1998): how far the input lies from each class's target pattern, which is drawn by hand and not trained. */
export interface RbfSpec {
  readonly type: 'rbf'
  readonly units: number // classes
}

const connections = (_layer: RbfSpec, [input]: readonly Shape[], out: Shape): number =>
  size(input) * size(out)

export const rbf: LayerType<RbfSpec> = {
  type: 'rbf',
  name: { en: 'RBF', zh: '径向基(RBF)' },
  inPlace: false,
  ...planOnly('rbf'),
  parse(raw, path) {
    checkFields(raw, ['type', 'units'], path)
    return { type: 'rbf', units: readInteger(raw, 'units', limits.units, path) }
  },
  outputShape(layer, inputs) {
    onlyInput('rbf', inputs)
    return { c: layer.units, h: 1, w: 1 }
  },
  parameters: () => [],
  reach: () => 'all',
  connections,
  macs: () => 0,
  formulas({ units }, [input], out) {
    const filters = leaf('K', units, 'filter')
    const read = [leaf('W', input.w, 'input'), leaf('H', input.h, 'input'), leaf('C', input.c, 'input')]
    return [formula('neurons', filters), formula('connections', times(filters, ...read)), memory(out, 'K')]
  },
  explain: ({ units }, [input]) => ({
    en: `Each of the ${numeral(units)} units compares the ${numeral(size(input))} numbers of ${volume(input)} with the target pattern of its class and gives the squared distance: the smallest wins. The patterns were drawn by hand, so nothing is learned.`,
    zh: `${numeral(units)} 个神经元各把 ${volume(input)} 的 ${numeral(size(input))} 个数与本类的目标图案比较，输出距离的平方，最小者获胜。图案是事先画好的，没有要学的参数。`,
  }),
  examples: [{ layer: { type: 'rbf', units: 10 }, inputs: [{ c: 84, h: 1, w: 1 }] }],
}
