import { Watchlist } from './watchlist'

export default function Page() {
  return <Watchlist />
}
