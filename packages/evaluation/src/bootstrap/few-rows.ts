/** Of fewer rows a bootstrap says too little of what other rows there could have been. */
export const FEWEST_ROWS = 10;
