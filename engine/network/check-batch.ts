import { limits } from '../plan/limits'
import { numeral } from '../plan/numerals'
import { SpecError } from '../shape'

/** Pictures at once: a whole number. Gives it back. */
export function checkBatch(batch: number): number {
  const { least, most } = limits.batch
  if (Number.isInteger(batch) && batch >= least && batch <= most) return batch
  throw new SpecError({
    code: Number.isFinite(batch) ? 'out-of-range' : 'not-a-number',
    values: { name: 'batch', value: String(batch), from: least, to: most },
    text: {
      en: `A batch of ${batch} pictures is not possible: a whole number from ${least} to ${numeral(most)} is.`,
      zh: `一批不能有 ${batch} 张图片：应是 ${least} 到 ${numeral(most)} 的整数。`,
    },
  })
}
