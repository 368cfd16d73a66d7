/**
 * The first script of the site, small: what takes longest begins here, while React and the frame of the page are still on
 * their way. What fails here fails again where it is awaited, and is told there.
 */
import { startEarly } from './engine-client/early-worker'
import { routeOf } from './routes'
import { keepKeys } from './site/early-keys'
import { readHash } from './url'

const ignore = (): void => {}

/** The pages that open with a network: how its worker is told of it before the page is drawn. */
const networks: Readonly<Record<string, () => Promise<void>>> = {
  '/': () => import('./site/landing/demo').then(({ prepareDemo }) => prepareDemo()),
  '/lab': () => import('./store/use-lab').then(({ theLab }) => void theLab().getState().actions.start()),
}

/** This script does not wait for the document; what draws into it does. */
const documentRead = (): Promise<unknown> =>
  new Promise((resolve) => {
    if (document.readyState !== 'loading') resolve(null)
    else addEventListener('DOMContentLoaded', resolve, { once: true })
  })

const { path } = readHash()

async function start(): Promise<void> {
  const route = routeOf(path)
  if (route.present) keepKeys()
  route.load().catch(ignore)
  if (Object.hasOwn(networks, path)) {
    startEarly()
    await networks[path]().catch(ignore)
  }
  // Last: React takes as long to begin as the worker to open a network, and then each has a processor of its own.
  await documentRead()
  await import('./main')
}

void start()
