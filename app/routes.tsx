import type { ComponentType } from 'react'
import type { Text } from '../engine/index'

export interface Route {
  readonly path: string
  /** In the navigation; null for the landing page, which the logo leads to. */
  readonly name: Text | null
  /** Of the browser's tab. */
  readonly title: Text
  /** Fetches the page's script, once. */
  readonly load: () => Promise<{ default: ComponentType }>
  /** Can be shown at a projector. */
  readonly present: boolean
}

/** The pages of the site. Each is loaded when it is first opened. The start of the site reads this before React is there. */
export const routes: readonly Route[] = [
  {
    path: '/',
    name: null,
    title: { en: 'Convscope: see a network learn', zh: 'Convscope：看见网络学习' },
    load: () => import('./site/landing/Landing'),
    present: false,
  },
  {
    path: '/lab',
    name: { en: 'Lab', zh: '实验室' },
    title: { en: 'Lab · Convscope', zh: '实验室 · Convscope' },
    load: () => import('./lab/LabPage'),
    present: true,
  },
  {
    path: '/formulas',
    name: { en: 'Layer sizes', zh: '公式台' },
    title: { en: 'Layer sizes · Convscope', zh: '公式台 · Convscope' },
    load: () => import('./formulas/FormulasPage'),
    present: true,
  },
]

export const lost: Route = {
  path: '*',
  name: null,
  title: { en: 'Nothing here · Convscope', zh: '没有这一页 · Convscope' },
  load: () => import('./site/NotFound'),
  present: false,
}

export const routeOf = (path: string): Route => routes.find((route) => route.path === path) ?? lost
