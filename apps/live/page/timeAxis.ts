import uPlot from 'uplot'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Days, and hours where the ticks are closer than a day. */
export const calendarTicks: uPlot.Axis.DynamicValues = (_, ticks, _axis, _space, step) =>
  ticks.map((seconds) => {
    const date = new Date(seconds * 1000)
    const day = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`
    const hour = `${String(date.getUTCHours()).padStart(2, '0')}:${String(date.getUTCMinutes()).padStart(2, '0')}`
    return step >= 86_400 || hour === '00:00' ? day : hour
  })

/** The clock of the stream stands for one everywhere. */
export function utc(seconds: number): Date {
  return uPlot.tzDate(new Date(seconds * 1000), 'UTC')
}

/** 1500 → 1.5k */
export function short(n: number): string {
  return n >= 1e6 ? `${n / 1e6}M` : n >= 1000 ? `${n / 1000}k` : String(n)
}
