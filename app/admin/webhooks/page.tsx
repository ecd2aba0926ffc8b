import { Webhooks } from './webhooks'

export default function Page() {
  return <Webhooks />
}
