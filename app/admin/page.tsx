import { Checkpoints } from './_places/checkpoints'

export default function Page() {
  return <Checkpoints />
}
