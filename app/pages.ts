import { type ComponentType, lazy } from 'react'
import { lost, type Route, routes } from './routes'

const pages = new Map<Route, ComponentType>([...routes, lost].map((route) => [route, lazy(route.load)]))

export const pageOf = (route: Route): ComponentType => pages.get(route)!

/**
 * The landing page is drawn along with its frame: its maps come a quarter of a second earlier than where the frame stands alone
 * first and both are laid out again. The others gain nothing by it, and would show nothing for as long.
 */
export const isDrawnWhole = ({ path }: Route): boolean => path === '/'

/** After this a page is drawn along with its frame. What cannot be had is told by its place in the frame. */
export async function beReady(route: Route): Promise<void> {
  const { default: Page } = await route.load()
  pages.set(route, Page)
}
