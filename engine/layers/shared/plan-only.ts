import { SpecError } from '../../shape'
import type { LayerType } from '../layer'

/** The run half of a layer that can be planned and counted but not run: each of its parts refuses. */
export function planOnly(
  type: string,
): Required<Pick<LayerType<{ readonly type: string }>, 'planOnly' | 'forward' | 'backward' | 'trace'>> {
  const refuse = (): never => {
    throw new SpecError({
      code: 'plan-only',
      values: { type },
      text: {
        en: `A layer of type ${type} can be counted but not run here. Put a layer in its place that can.`,
        zh: `类型为 ${type} 的层这里只能计算尺寸和数量，不能运行。请换成能运行的层。`,
      },
    })
  }
  return { planOnly: true, forward: refuse, backward: refuse, trace: refuse }
}
