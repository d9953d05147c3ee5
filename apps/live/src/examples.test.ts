/** Every fenced ts block of the root README and of this app's own runs as a test. */
import.meta.glob(['../../../README.md', '../README.md'], { query: '?examples', eager: true })
