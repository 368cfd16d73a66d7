/** What Node and a browser do differently. */
export interface Environment {
  /** A fresh thread; resolves with what it says first: null where it is empty, else the output of the first forward pass. */
  startThread(program: 'empty' | 'engine'): Promise<ArrayLike<number> | null>
}
