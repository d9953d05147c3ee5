/** Prints the names of the programs found here, which `npm test` puts into its cache's key, and says what is missing. */
import { findTool, toolNames } from './findTool.ts'

console.log(toolNames.filter((name) => findTool(name) !== undefined).join(','))
