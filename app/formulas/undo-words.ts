/** The state that an undo goes back to, in a few words: "P = 0". */
import type { Fix, Text } from '../../engine/index'
import type { Bench, NumberName } from './bench'
import { changesOf, numberOf } from './repair'
import { numbersWords } from './words'

const same = (text: string): Text => ({ en: text, zh: text })

export const numberNow =
  (name: NumberName) =>
  ({ setting }: Bench): Text =>
    same(numbersWords(setting, [name]))

export const numbersNow = ({ setting, square }: Bench): Text =>
  same(numbersWords(setting, square ? ['w', 'f', 's', 'p'] : ['w', 'h', 'f', 's', 'p']))

export const numbersOfFix =
  (fix: Fix, side: 'w' | 'h') =>
  ({ setting }: Bench): Text =>
    same(
      numbersWords(
        setting,
        changesOf(fix).map(({ symbol }) => numberOf(symbol, side)),
      ),
    )

export const kindNow = ({ setting }: Bench): Text =>
  setting.kind === 'conv' ? { en: 'convolution', zh: '卷积' } : { en: 'max pooling', zh: '最大池化' }

export const shapeNow = ({ square }: Bench): Text =>
  square ? { en: 'a square input', zh: '正方形输入' } : { en: 'a rectangular input', zh: '长方形输入' }

export const theRounding: Text = { en: 'the rounding before', zh: '之前的取整方式' }

export const chainNow = (): Text => ({ en: 'the chain before', zh: '之前的层链' })
