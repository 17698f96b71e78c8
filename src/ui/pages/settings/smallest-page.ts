/** A public status page, as firebreak.yaml has it. */
export const SMALLEST_PAGE = `status_pages:
  - unit: payments
    title: Payments
    components: [{name: Checkout, service: checkout-api}]
`;
