/** Whether what stands where a URL may is the name of the SSM parameter that holds it. */
export const isParameterName = (heartbeatUrl: string): boolean => heartbeatUrl.startsWith('/');
