import { firstForward } from './first-forward'

self.postMessage(firstForward())
