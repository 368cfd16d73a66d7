/** For what comes from a file, a link or a message: an object { … } with keys, neither an array nor null. */
export const isRecord = (found: unknown): found is Readonly<Record<string, unknown>> =>
  typeof found === 'object' && found !== null && !Array.isArray(found)
