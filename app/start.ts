/**
 * The first script of the site, small: what takes longest begins here, while React and the frame of the page are still on
 * their way. What fails here fails again where it is awaited, and is told there.
 */
import { startEarly } from './engine-client/early-worker'
import { routeOf } from './routes'
import './styles/tokens.css'
import './styles/base.css'
import { readHash } from './url'

const ignore = (): void => {}

/** The pages that open with a network: how it is opened before the page is drawn. */
const networks: Readonly<Record<string, () => Promise<unknown>>> = {
  '/': () => import('./site/landing/demo').then(({ prepareDemo }) => prepareDemo()),
  '/lab': () => import('./store/use-lab').then(({ theLab }) => theLab().getState().actions.start()),
}

const { path } = readHash()
if (Object.hasOwn(networks, path)) {
  startEarly()
  networks[path]().catch(ignore)
}
routeOf(path).load().catch(ignore)
void import('./main')
