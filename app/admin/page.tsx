import { Checkpoints } from './checkpoints'

export default function Page() {
  return <Checkpoints />
}
