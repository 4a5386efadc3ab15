/** Structured data for search engines: data, not a script that runs. */
export function JsonLd({ data }: { data: object }) {
  // `<` must not end the element early (`</script>` inside a title).
  const text = JSON.stringify(data).replaceAll("<", "\\u003c");
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON with every `<` escaped, of a type that is never executed
  return <script dangerouslySetInnerHTML={{ __html: text }} type="application/ld+json" />;
}
