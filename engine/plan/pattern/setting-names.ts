import { complete, HIDDEN_UNITS } from './defaults'
import { flagWords, type LayerWord, nameOf } from './vocabulary'

/** What may be set of a layer, by the words of the language: filters, size, …, bias, nobias, exact, floor, ceil. */
export function settingNames({ type, fixed = {}, word }: LayerWord): readonly string[] {
  const fields = Object.keys(complete({ ...fixed, type }, HIDDEN_UNITS, word))
  return fields
    .filter((field) => field !== 'type' && !Object.hasOwn(fixed, field))
    .flatMap((field) => {
      const flags = flagWords.filter((flag) => flag.field === field).map(({ words }) => words[0])
      const isFlag = field === 'bias' || field === 'rounding' || field === 'kind' || field === 'countPad'
      return isFlag ? flags : [nameOf(field), ...flags]
    })
}
