import type { Batch, ExampleSource, SourcePosition } from '../train/trainer.types'

/**
 * The trainer's source of examples, which stands before the data arrive and stays when they are exchanged: a network
 * keeps its weights and goes on with other pictures.
 */
export interface SwitchableSource extends ExampleSource {
  /** `resume`: goes on at the place where the last source, or a restored checkpoint, stands. */
  connect(source: ExampleSource, resume: boolean): void
  /** No examples until the next source is connected: others have been chosen and are on their way. */
  disconnect(): void
}

export function createSwitchableSource(): SwitchableSource {
  let source: ExampleSource | null = null
  /** A place given before there was a source to stand there. */
  let place: SourcePosition | null = null

  const position = (): SourcePosition | null => place ?? source?.position() ?? null

  return {
    position,
    connect(next, resume) {
      const from = position()
      if (resume && from) next.restore(from)
      source = next
      place = null
    },
    disconnect() {
      place = position()
      source = null
    },
    next: (batch): Batch | null => source?.next(batch) ?? null,
    *prepare(batch) {
      if (source?.prepare) yield* source.prepare(batch)
    },
    get epoch() {
      return source?.epoch ?? place?.epoch ?? 0
    },
    restore(to) {
      if (source) source.restore(to)
      else place = to
    },
  }
}
