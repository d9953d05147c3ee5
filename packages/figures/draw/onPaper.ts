/** A figure as a file of its own: with white behind it, for as an image it is black wherever it is shown. */
export function onPaper(svg: string): string {
  return svg.replace('</title>', '</title><rect width="100%" height="100%" fill="#fff"/>')
}
