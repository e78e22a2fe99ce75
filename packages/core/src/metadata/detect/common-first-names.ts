// The most frequent given names of the US Social Security Administration's lists (public domain) over the last century.
const names = `
james robert john michael david william richard joseph thomas christopher charles daniel matthew anthony mark donald
steven andrew paul joshua kenneth kevin brian timothy ronald george jason edward jeffrey ryan jacob nicholas gary eric
jonathan stephen larry justin scott brandon benjamin samuel gregory alexander patrick frank raymond jack dennis jerry
tyler aaron jose adam nathan henry zachary douglas peter kyle noah ethan jeremy christian walter keith austin roger
terry sean gerald carl dylan harold jordan jesse bryan lawrence arthur gabriel bruce logan billy joe alan juan elijah
willie albert wayne randy mason vincent liam roy bobby caleb bradley russell lucas
mary patricia jennifer linda elizabeth barbara susan jessica karen sarah lisa nancy sandra betty ashley emily kimberly
margaret donna michelle carol amanda melissa deborah stephanie rebecca sharon laura cynthia dorothy amy kathleen angela
shirley emma brenda pamela nicole anna samantha katherine christine debra rachel carolyn janet maria olivia heather
helen catherine diane julie victoria joyce lauren kelly christina ruth joan virginia judith evelyn hannah andrea megan
cheryl jacqueline madison teresa abigail sophia martha sara gloria janice kathryn ann isabella judy charlotte julia
grace amber alice jean denise frances danielle marilyn natalie beverly diana brittany theresa kayla alexis doris lori
tiffany erin tammy crystal dawn courtney holly kristen kristin jamie kathy april erica allison monica sherry cassandra
derek chad todd shane craig shawn corey troy dustin joel cody marcus travis luis antonio miguel carlos phillip evan
`;
const common = new Set(names.trim().split(/\s+/));

/** Whether it is among the given names most frequent in the United States; in any case of letters. */
export const isCommonFirstName = (name: string): boolean => common.has(name.toLowerCase());
