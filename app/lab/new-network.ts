import { createStore } from 'zustand/vanilla'

/** Whether a network has been chosen and nobody has been told yet what comes with it. */
export const newNetwork = createStore<{ readonly untold: boolean }>()(() => ({ untold: false }))

export const tellOfNetwork = (): void => newNetwork.setState({ untold: true })
export const networkTold = (): void => newNetwork.setState({ untold: false })
