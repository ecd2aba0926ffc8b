/** The live store alone on a page, within reach of a spec: no screen, no React. */
import { liveConnection, liveState, reconnectLive, subscribe, watchLive } from '../../app/_live/live-store'

const changes: string[][] = []
let rendersOfK2 = 0
watchLive((change) => changes.push([...change.checkpoints].sort()))
subscribe('checkpoint:K2', () => {
  rendersOfK2 += 1
})

const picture = {
  connection: liveConnection,
  state: () => {
    const state = liveState()
    return state && { version: state.version, checkpoints: [...state.checkpoints.values()] }
  },
  changes: () => changes,
  rendersOfK2: () => rendersOfK2,
  reconnect: reconnectLive,
}

declare global {
  interface Window {
    picture: typeof picture
  }
}
window.picture = picture
