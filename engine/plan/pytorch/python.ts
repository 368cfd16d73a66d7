/** Small pieces of Python. */

/** A number as Python reads it: 3, 0.5, 1e-7. */
export const pyNumber = (value: number): string => String(value)

/** (1, 2), and (1,) for one: a tuple. */
export const pyTuple = (values: readonly number[]): string =>
  `(${values.map(pyNumber).join(', ')}${values.length === 1 ? ',' : ''})`

/** [h, w] as PyTorch takes it: one number where both are equal. */
export const pyPair = ([h, w]: readonly [number, number]): string => (h === w ? pyNumber(h) : pyTuple([h, w]))

/** nn.Conv2d(3, 10, 3, padding=1): what is undefined is left out, for it is PyTorch's own default. */
export function pyCall(
  name: string,
  positional: readonly string[],
  named: Readonly<Record<string, string | undefined>> = {},
): string {
  const settings = Object.entries(named).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${value}`],
  )
  return `${name}(${[...positional, ...settings].join(', ')})`
}

/**
 * Names for attributes and variables, one for each id and no two alike. Every word of Python and every attribute of
 * nn.Module (train, type, half …) that could be overwritten has no digit in it, but for bfloat16: an id without one gets
 * `layer_` before it.
 */
export function pyNames(ids: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const taken = new Set<string>()
  for (const id of ids) {
    const plain = id.replace(/\W/g, '_')
    const safe = /\d/.test(plain) && plain !== 'bfloat16' && /^[a-z]/i.test(plain) ? plain : `layer_${plain}`
    let name = safe
    for (let n = 2; taken.has(name); n++) name = `${safe}_${n}`
    taken.add(name)
    names.set(id, name)
  }
  return names
}
