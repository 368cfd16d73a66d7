import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import type { Text } from '../engine/index'

export interface Route {
  readonly path: string
  /** In the navigation; null for the landing page, which the logo leads to. */
  readonly name: Text | null
  /** Of the browser's tab. */
  readonly title: Text
  /** Fetches the page's script, once. */
  readonly load: () => Promise<{ default: ComponentType }>
  readonly Page: LazyExoticComponent<ComponentType>
  /** Can be shown at a projector. */
  readonly present: boolean
}

const page = (load: Route['load']): Pick<Route, 'load' | 'Page'> => ({ load, Page: lazy(load) })

/** The pages of the site. Each is loaded when it is first opened. */
export const routes: readonly Route[] = [
  {
    path: '/',
    name: null,
    title: { en: 'Convscope: see a network learn', zh: 'Convscope：看见网络学习' },
    ...page(() => import('./site/landing/Landing')),
    present: false,
  },
  {
    path: '/lab',
    name: { en: 'Lab', zh: '实验室' },
    title: { en: 'Lab · Convscope', zh: '实验室 · Convscope' },
    ...page(() => import('./lab/LabPage')),
    present: true,
  },
  {
    path: '/formulas',
    name: { en: 'Layer sizes', zh: '公式台' },
    title: { en: 'Layer sizes · Convscope', zh: '公式台 · Convscope' },
    ...page(() => import('./formulas/FormulasPage')),
    present: true,
  },
]

export const lost: Route = {
  path: '*',
  name: null,
  title: { en: 'Nothing here · Convscope', zh: '没有这一页 · Convscope' },
  ...page(() => import('./site/NotFound')),
  present: false,
}

export const routeOf = (path: string): Route => routes.find((route) => route.path === path) ?? lost
