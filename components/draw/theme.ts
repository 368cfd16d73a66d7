/** Canvas cannot read CSS custom properties cheaply: the few colours that painters need, per theme. */
export type Theme = 'light' | 'dark'

export interface Inks {
  readonly hair: string
  readonly ink2: string
  readonly ink3: string
  readonly warning: string
}

export const inks: Readonly<Record<Theme, Inks>> = {
  light: { hair: '#E1E1DB', ink2: '#464B53', ink3: '#646A74', warning: '#E69F00' },
  dark: { hair: '#2B2F36', ink2: '#BFC4CB', ink3: '#949BA6', warning: '#F0BE2E' },
}
