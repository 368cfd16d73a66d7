/** The parts of formulas that all layers with a sliding window share. */
import type { Expr, Formula } from '../../plan/formula'
import { axisSymbols, formula, leaf, outputSize } from '../../plan/formula-parts'
import type { Shape } from '../../shape'
import type { PairOrNumber } from './fields'
import { alike, axesOf, pairOf, type Sliding } from './window'

/** The output width, and the height where its formula is another one. */
export function outputSizes(layer: Sliding, input: Shape): readonly Formula[] {
  const [rows, columns] = axesOf(layer, input)
  const square = alike(rows, columns)
  const width = formula('outputWidth', outputSize(columns, axisSymbols('w', square)))
  return square ? [width] : [width, formula('outputHeight', outputSize(rows, axisSymbols('h', square)))]
}

/** F·F, or F_h·F_w: the taps of a window in one channel. */
export function tapsOf(size: PairOrNumber): readonly Expr[] {
  const [fh, fw] = pairOf(size)
  return fh === fw
    ? [leaf('F', fh, 'filter'), leaf('F', fw, 'filter')]
    : [leaf('F_h', fh, 'filter'), leaf('F_w', fw, 'filter')]
}
