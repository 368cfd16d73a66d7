import { numeral } from '../../plan/numerals'
import { type Shape, SpecError } from '../../shape'

/** The one input of a layer that reads exactly one. */
export function onlyInput(type: string, inputs: readonly Shape[]): Shape {
  if (inputs.length === 1) return inputs[0]
  throw new SpecError({
    code: 'wrong-inputs',
    values: { type, found: inputs.length, expected: 1 },
    text: {
      en: `A ${type} layer reads exactly one input; here it is given ${numeral(inputs.length)}. Name one node in from, or join them first by add or concat.`,
      zh: `${type} 层只读一个输入，这里给了 ${numeral(inputs.length)} 个。请在 from 里只写一个节点，或先用 add 或 concat 合并。`,
    },
  })
}

export const sameShape = (a: Shape, b: Shape): boolean => a.c === b.c && a.h === b.h && a.w === b.w

/** 32×32×3: width × height × channels, as the field writes it. */
export const volume = ({ c, h, w }: Shape): string => `${numeral(w)}×${numeral(h)}×${numeral(c)}`

/** Where a unit of the first image lies in a tensor `[n][c][h][w]`. */
export const indexOf = (
  shape: readonly number[],
  { c, y, x }: { readonly c: number; readonly y: number; readonly x: number },
): number => (c * shape[2] + y) * shape[3] + x
