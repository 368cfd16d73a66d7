import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App'
import { routeOf } from './routes'
import './styles/tokens.css'
import './styles/base.css'
import { readHash } from './url'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

// The script of the page is fetched while React draws the frame around it, and the Lab's worker starts while that arrives.
// What fails here fails again where it is awaited, and is told there.
const { path } = readHash()
routeOf(path)
  .load()
  .catch(() => {})
if (path === '/lab') {
  import('./store/use-lab').then(({ theLab }) => theLab().getState().actions.start()).catch(() => {})
}

createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
