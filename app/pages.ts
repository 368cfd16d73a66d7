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

/** Before a page that could not be had is shown again: React keeps what a lazy page failed with, so it gets a new one. */
export async function fetchAgain(route: Route): Promise<void> {
  await Promise.all(failedStyles().map(loadAgain))
  pages.set(route, lazy(route.load))
}

/** A style sheet that did not come is asked for once by the bundler, and its dead link counts as there. */
const failedStyles = (): HTMLLinkElement[] =>
  [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].filter(({ sheet }) => !sheet)

const loadAgain = (dead: HTMLLinkElement): Promise<void> =>
  new Promise((resolve) => {
    const link = document.createElement('link')
    for (const { name, value } of dead.attributes) link.setAttribute(name, value)
    link.onload = link.onerror = () => resolve()
    dead.replaceWith(link)
  })
