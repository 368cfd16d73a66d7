import { type ComponentType, lazy } from 'react'
import { lost, type Route, routes } from './routes'

const pages = new Map<Route, ComponentType>([...routes, lost].map((route) => [route, lazy(route.load)]))

export const pageOf = (route: Route): ComponentType => pages.get(route)!

/**
 * After this the page is drawn along with its frame: one drawing, where the frame would stand alone for a moment and both
 * be laid out again. What cannot be had is told by its place in the frame.
 */
export async function beReady(route: Route): Promise<void> {
  const { default: Page } = await route.load()
  pages.set(route, Page)
}
