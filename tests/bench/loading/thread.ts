import { parentPort } from 'node:worker_threads'
import { firstForward } from './first-forward'

parentPort?.postMessage(firstForward())
