/** Every fenced ts block of the exercises runs as a test: they need packages that are blind to each other. */
import.meta.glob(['../../../packages/EXERCISES.md'], { query: '?examples', eager: true })
