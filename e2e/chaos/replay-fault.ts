import { openBareSocket } from '../bench/bare-socket'
import { type Fault, see } from './fault'

const IN = '40/tablet'
/** How the socket's protocol begins an answer, and an answer's verdict on what is stored already. */
const ANSWER = /^43\/tablet,\d+\[/
const DUPLICATE = /"status":"duplicate"/g

export const REPLAY_FAULT: Record<string, Fault> = {
  /** As something on the way may that keeps what went through it and sends it once more, whole, from its beginning. */
  async 'replay what a tablet said'(world, random) {
    const tablet = random.pick(world.tablets)
    const frames = await see('a tablet to have said something', () =>
      tablet.said.length > 3 ? [...tablet.said] : null,
    )
    let isIn = false
    let answers = 0
    let duplicates = 0
    let broken: Error | null = null
    const hear = (text: string) => {
      isIn ||= text.startsWith(IN)
      if (!ANSWER.test(text)) return
      answers++
      duplicates += text.match(DUPLICATE)?.length ?? 0
    }
    const { url } = random.pick(world.servers)
    const socket = await openBareSocket(url, '/socket.io/?EIO=4&transport=websocket', hear, (error) => {
      broken = error
    })
    try {
      socket.send(tablet.firstFrame)
      await see('the server to let it in', () => isIn || broken !== null)
      for (const frame of frames) socket.send(frame)
      await see('what was said before to be known', () => duplicates > 0)
      const bytes = frames.reduce((sum, frame) => sum + frame.length, 0)
      return { kills: 0, seen: `${bytes} bytes again, ${answers} answers, ${duplicates} duplicates` }
    } finally {
      socket.end()
    }
  },
}
