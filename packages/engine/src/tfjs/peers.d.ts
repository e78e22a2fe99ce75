// An optional peer that is no dependency of development either (147 MB); `Tensorflow` says what is used of it.
declare module '@tensorflow/tfjs';
