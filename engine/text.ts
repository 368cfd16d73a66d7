/** A text for people, in both languages: a missing one does not compile. */
export interface Text {
  readonly en: string
  readonly zh: string
}

/** English or Simplified Chinese. */
export type Language = keyof Text
