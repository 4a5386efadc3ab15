/** The shape of a path template: two templates of one shape take the same paths. Pure. */

/** Gives the template with `{}` for each parameter. @param template such as `/api/members/{id}` */
export function shapeOf(template: string): string {
  return template.replaceAll(/\{\w+\}/g, "{}");
}
