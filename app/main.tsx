import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App'
import { beReady } from './pages'
import { routeOf } from './routes'
import { readHash } from './url'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

beReady(routeOf(readHash().path))
  .catch(() => {})
  .then(() =>
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    ),
  )
