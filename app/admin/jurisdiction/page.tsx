import { Jurisdiction } from './jurisdiction'

export default function Page() {
  return <Jurisdiction />
}
