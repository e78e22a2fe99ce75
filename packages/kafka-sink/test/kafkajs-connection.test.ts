import { kafkajsClient } from '../src/client/kafkajs-client.js';
import { connectionConformance } from './support/connection-kit.js';

connectionConformance('kafkajs', kafkajsClient);
