/** Every fenced ts block of the exercises and of docs/ runs as a test: they need packages that are blind to each other. */
import.meta.glob(['../../../packages/EXERCISES.md', '../../../docs/*.md'], { query: '?examples', eager: true })
