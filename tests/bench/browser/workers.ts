import type { Environment } from '../environment'

const programs = {
  empty: () => new Worker(new URL('../loading/empty-worker.ts', import.meta.url), { type: 'module' }),
  engine: () => new Worker(new URL('../loading/worker.ts', import.meta.url), { type: 'module' }),
}

export const browserEnvironment: Environment = {
  async startThread(program) {
    const worker = programs[program]()
    try {
      return await new Promise((done, reject) => {
        worker.onmessage = ({ data }) => done(data)
        worker.onerror = ({ message }) => reject(new Error(message))
      })
    } finally {
      worker.terminate()
    }
  },
}
