import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './styles/tokens.css'
import './styles/base.css'
import { App } from './App'
import { beReady, isDrawnWhole } from './pages'
import { routeOf } from './routes'
import { readHash } from './url'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

function draw(container: HTMLElement): void {
  createRoot(container).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}

const route = routeOf(readHash().path)
if (isDrawnWhole(route)) {
  beReady(route)
    .catch(() => {})
    .then(() => draw(root))
} else {
  draw(root)
}
