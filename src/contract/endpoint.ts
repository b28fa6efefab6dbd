/** Where a region's services answer, from the table of the vendor's SDKs (`endpoints.json`). Pure. */

/** One service of the table. */
export interface ServiceAddresses {
  /** `{region}` stands for the region. */
  template: string
  regions: Readonly<Record<string, string>>
}

/** The default address of a service in a region, known to the table or not. */
export function endpointIn({ regions, template }: ServiceAddresses, region: string): string {
  return (Object.hasOwn(regions, region) ? regions[region] : undefined) ?? template.replace('{region}', region)
}
