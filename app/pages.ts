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

/**
 * Before a page that could not be had is shown again: React keeps what a lazy page failed with, so it gets a new one. The
 * bundler asks for a style sheet once only, and takes one that did not come for there: put in anew, it is fetched anew.
 */
export async function fetchAgain(route: Route): Promise<void> {
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')]
  const settled = (link: HTMLLinkElement) =>
    new Promise((resolve) => {
      link.onload = link.onerror = resolve
      link.replaceWith(link)
    })
  await Promise.all(links.filter(({ sheet }) => !sheet).map(settled))
  pages.set(route, lazy(route.load))
}
